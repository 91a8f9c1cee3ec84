//! Stories of pictures, read by a real child process.

use std::io::Cursor;
use std::path::Path;
use std::time::{Duration, Instant};

use image::codecs::gif::GifEncoder;
use image::{Delay, DynamicImage, Frame, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use soulava_media::{Limits, Pictures, Program, Purpose, Refused, Stored, names};

const CHILD: &str = env!("CARGO_BIN_EXE_soulava-decode");

struct Album {
    dir: tempfile::TempDir,
    pictures: Pictures,
}

fn album() -> Album {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let pictures = Pictures::with_program(dir.path(), Limits::default(), Program::At(CHILD.into())).expect("an album");
    Album { dir, pictures }
}

fn encoded(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image.into().write_to(&mut out, format).expect("a picture");
    out.into_inner()
}

/// Left half red, right half blue.
fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([220, 30, 30]) } else { Rgb([30, 30, 220]) })
}

/// A JPEG with an EXIF block: turned by a quarter, and a place that must not get out.
fn photo_with_place() -> Vec<u8> {
    let jpeg = encoded(halves(80, 40), ImageFormat::Jpeg);
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    tiff.extend([2, 0]); // two entries: orientation 6, and a description
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]);
    tiff.extend([0x0E, 0x01, 2, 0, 24, 0, 0, 0, 38, 0, 0, 0]);
    tiff.extend([0, 0, 0, 0]);
    tiff.extend(b"GPS 53.4N 5.9E SECRET\0\0\0");
    let len = (tiff.len() + 8) as u16;
    let mut out = jpeg[..2].to_vec();
    out.extend([0xFF, 0xE1]);
    out.extend(len.to_be_bytes());
    out.extend(b"Exif\0\0");
    out.extend(tiff);
    out.extend(&jpeg[2..]);
    out
}

async fn bytes_of(album: &Album, file: &str) -> Vec<u8> {
    album.pictures.open(file).await.expect("readable").expect("there").to_vec()
}

fn refused(result: Result<Stored, Refused>) -> String {
    match result {
        Ok(stored) => format!("{stored:?}"),
        Err(refused) => format!("{refused:?}"),
    }
}

#[tokio::test]
async fn a_photo_is_kept_upright_and_without_its_place() {
    let album = album();
    let photo = photo_with_place();
    assert!(photo.windows(6).any(|window| window == b"SECRET"));
    let stored = album.pictures.accept(photo, Purpose::Post).await.expect("a photo");
    assert_eq!((stored.width, stored.height), (40, 80), "turned as the camera was held");
    assert_eq!(stored.mime, "image/jpeg");
    for file in [&stored.file, &stored.preview_file] {
        let bytes = bytes_of(&album, file).await;
        assert!(!bytes.windows(6).any(|window| window == b"SECRET"));
        assert!(!bytes.windows(4).any(|window| window == b"Exif"));
    }
    let shown = image::load_from_memory(&bytes_of(&album, &stored.file).await).expect("a picture").into_rgb8();
    assert!(shown.get_pixel(20, 5).0[0] > 180 && shown.get_pixel(20, 75).0[2] > 180, "red above blue");
    assert!((6..40).contains(&stored.blurhash.len()));
}

#[tokio::test]
async fn each_sort_of_picture_is_taken_in_its_purpose() {
    let album = album();
    let jpeg = encoded(halves(900, 300), ImageFormat::Jpeg);
    let post = album.pictures.accept(jpeg.clone(), Purpose::Post).await.expect("a picture");
    assert_eq!((post.width, post.height, post.preview_width, post.preview_height), (900, 300, 640, 213));
    let face = album.pictures.accept(jpeg.clone(), Purpose::Avatar).await.expect("a face");
    assert_eq!((face.width, face.height, face.preview_width), (300, 300, 96));
    let header = album
        .pictures
        .accept(encoded(halves(3_000, 1_000), ImageFormat::Png), Purpose::Header)
        .await
        .expect("a header");
    assert_eq!((header.width, header.height), (1_500, 500));
    let emblem =
        album.pictures.accept(encoded(halves(300, 100), ImageFormat::WebP), Purpose::Emblem).await.expect("an emblem");
    assert_eq!((emblem.width, emblem.height, emblem.mime), (128, 128, "image/png"));
    let glass = RgbaImage::from_fn(64, 64, |x, _| Rgba([10, 200, 10, (x * 4) as u8]));
    let stored = album.pictures.accept(encoded(glass, ImageFormat::Png), Purpose::Post).await.expect("a drawing");
    let shown = image::load_from_memory(&bytes_of(&album, &stored.file).await).expect("a picture").into_rgba8();
    assert_eq!(shown.get_pixel(10, 10).0[3], 40, "what is transparent stays so");
}

#[tokio::test]
async fn an_animation_is_kept_as_a_still_picture_which_is_said() {
    let album = album();
    let stored = album.pictures.accept(gif(20), Purpose::Post).await.expect("an animation");
    assert!(stored.still);
    assert_eq!((stored.width, stored.mime), (8, "image/webp"));
}

fn gif(frames: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = GifEncoder::new(&mut out);
    for number in 0..frames {
        let image = RgbaImage::from_pixel(8, 8, Rgba([(number % 250) as u8, 9, 9, 255]));
        encoder.encode_frame(Frame::from_parts(image, 0, 0, Delay::from_numer_denom_ms(20, 1))).expect("a frame");
    }
    drop(encoder);
    out
}

#[tokio::test]
async fn equal_pictures_share_one_file_and_a_deleted_one_is_gone() {
    let album = album();
    let one = album.pictures.accept(encoded(halves(50, 50), ImageFormat::Png), Purpose::Post).await.expect("a picture");
    let two = album.pictures.accept(encoded(halves(50, 50), ImageFormat::Png), Purpose::Post).await.expect("a picture");
    assert_eq!(one, two);
    album.pictures.delete(&one.file).await.expect("deleted");
    album.pictures.delete(&one.file).await.expect("deleting twice is fine");
    assert!(album.pictures.open(&one.file).await.expect("readable").is_none());
}

/// A PNG that says it is this large and has no more than a few bytes of pixels.
fn png_claiming(width: u32, height: u32) -> Vec<u8> {
    let mut png = encoded(halves(4, 4), ImageFormat::Png);
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc(&png[12..29]);
    png[29..33].copy_from_slice(&sum.to_be_bytes());
    png
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xEDB8_8320 & (!(sum & 1)).wrapping_add(1)))
    })
}

fn jpeg_claiming(width: u16, height: u16) -> Vec<u8> {
    let mut jpeg = encoded(halves(16, 16), ImageFormat::Jpeg);
    let at = jpeg.windows(2).position(|pair| pair == [0xFF, 0xC0]).expect("a frame header");
    jpeg[at + 5..at + 7].copy_from_slice(&height.to_be_bytes());
    jpeg[at + 7..at + 9].copy_from_slice(&width.to_be_bytes());
    jpeg
}

#[tokio::test]
async fn bombs_are_refused_within_two_seconds() {
    let album = album();
    let mut torn = encoded(halves(400, 400), ImageFormat::Png);
    torn.truncate(torn.len() / 2);
    let mut torn_gif = gif(3);
    torn_gif.truncate(20);
    let mut many = gif(2);
    let frame_at = many.iter().rposition(|byte| *byte == 0x21).expect("a control block");
    let frame = many[frame_at..many.len() - 1].to_vec();
    many.pop();
    for _ in 0..10_000 {
        many.extend(&frame);
    }
    many.push(0x3B);
    let mut counted = encoded(halves(4, 4), ImageFormat::Png);
    let mut control = b"acTL\0\0\x27\x10\0\0\0\0".to_vec();
    control.extend(crc(&control).to_be_bytes());
    counted.splice(33..33, [&[0, 0, 0, 8], &control[..]].concat());
    let cases: [(&str, Vec<u8>, &str); 12] = [
        ("png 50k x 50k", png_claiming(50_000, 50_000), "TooManyPixels"),
        ("png 16k x 16k", png_claiming(16_000, 16_000), "TooManyPixels"),
        ("png 4 G x 1", png_claiming(u32::MAX, 1), "Broken TooManyPixels"),
        ("png 6k x 6k without pixels", png_claiming(6_000, 6_000), "Broken"),
        ("jpeg 65k x 65k", jpeg_claiming(65_000, 65_000), "TooManyPixels Broken"),
        ("gif 10k frames", many, "TooManyFrames"),
        ("png 10k frames", counted, "TooManyFrames"),
        ("torn png", torn, "Broken"),
        ("torn gif", torn_gif, "Broken"),
        ("only a head", b"\xFF\xD8\xFF\xE0".to_vec(), "Broken"),
        ("svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec(), "NotAPicture"),
        ("webp of zeros", [b"RIFF\xFF\xFF\xFF\x7FWEBP".as_slice(), &[0; 4096]].concat(), "Broken"),
    ];
    for (name, bytes, expected) in cases {
        let start = Instant::now();
        let got = refused(album.pictures.accept(bytes, Purpose::Post).await);
        assert!(expected.split(' ').any(|word| word == got), "{name}: {got}");
        assert!(start.elapsed() < Duration::from_secs(2), "{name} took {:?}", start.elapsed());
    }
    let large = refused(album.pictures.accept(vec![0xFF; 17 * 1024 * 1024], Purpose::Post).await);
    assert_eq!(large, "TooManyBytes");
    assert_eq!(files_in(album.dir.path()), 0, "nothing is left behind");
}

fn files_in(dir: &Path) -> usize {
    let entries = std::fs::read_dir(dir).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.map(|path| if path.is_dir() { files_in(&path) } else { 1 }).sum()
}

#[tokio::test]
async fn what_hides_behind_a_picture_does_not_come_through() {
    let album = album();
    for mut bytes in [encoded(halves(20, 20), ImageFormat::Png), encoded(halves(20, 20), ImageFormat::Jpeg), gif(1)] {
        bytes.extend(b"<script>alert('polyglot')</script>PK\x03\x04");
        let stored = album.pictures.accept(bytes, Purpose::Post).await.expect("the picture alone");
        let kept = bytes_of(&album, &stored.file).await;
        assert!(!kept.windows(8).any(|window| window == b"polyglot"));
    }
}

#[tokio::test]
async fn the_largest_picture_allowed_is_taken_within_the_childs_memory() {
    let album = album();
    let large = encoded(RgbImage::from_pixel(8_000, 5_000, Rgb([90, 120, 60])), ImageFormat::Jpeg);
    let stored = album.pictures.accept(large, Purpose::Post).await.expect("forty million pixels");
    assert_eq!((stored.width, stored.height), (4_000, 2_500));
}

#[tokio::test]
async fn many_at_once_are_read_two_by_two() {
    let album = album();
    let all = (0..12u32).map(|number| {
        let pictures = album.pictures.clone();
        let bytes = encoded(halves(100 + number, 100), ImageFormat::Png);
        tokio::spawn(async move { pictures.accept(bytes, Purpose::Post).await })
    });
    for one in all.collect::<Vec<_>>() {
        one.await.expect("no panic").expect("a picture");
    }
    assert_eq!(files_in(&album.dir.path().join("tmp")), 0);
}

#[tokio::test]
async fn a_name_from_outside_never_becomes_a_path() {
    let album = album();
    let hash = "a".repeat(64);
    let names_from_outside = [
        "../../etc/passwd".to_owned(),
        format!("../{hash}.png"),
        format!("{hash}.svg"),
        format!("{hash}.png/.."),
        format!("{hash}.PNG"),
        format!("{}.png", "A".repeat(64)),
        format!("{hash}.png\0"),
        format!("{}.png", "a".repeat(63)),
        format!("/{hash}.png"),
        hash.clone(),
        format!("\u{202e}{hash}.png"),
        String::new(),
        ".".to_owned(),
        "CON.png".to_owned(),
        format!("{hash}.png.jpg"),
        format!("..\\{hash}.png"),
    ];
    for name in names_from_outside {
        assert!(!names::is_name(&name), "{name:?}");
        assert!(album.pictures.open(&name).await.expect("no error").is_none());
    }
    assert_eq!(names::content_type(&format!("{hash}.webp")), Some("image/webp"));
}

#[test]
fn the_child_can_open_no_socket_and_no_file() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a listener");
    let address = listener.local_addr().expect("an address").to_string();
    let dir = tempfile::tempdir().expect("a temporary folder");
    let file = dir.path().join("escaped");
    let output =
        std::process::Command::new(CHILD).arg("--probe").arg(address).arg(&file).output().expect("the child runs");
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "connected=false wrote=false read=false");
    assert!(!file.exists());
}

#[tokio::test]
async fn a_program_that_answers_nonsense_is_not_believed() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    for program in ["/bin/true", "/bin/cat", "/bin/echo"] {
        let pictures =
            Pictures::with_program(dir.path(), Limits::default(), Program::At(program.into())).expect("an album");
        let got = refused(pictures.accept(encoded(halves(9, 9), ImageFormat::Png), Purpose::Post).await);
        assert_eq!(got, "Broken", "{program}");
    }
}
