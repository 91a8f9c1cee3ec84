//! What a post answers and what answers it.

use std::collections::HashMap;

use super::{PostView, rows, view};
use crate::{Member, Page, Paged, PostId, Result, Tx, Viewer};

/// A post's place in its thread, without the post itself.
#[derive(Clone, Debug, Default)]
pub struct Thread {
    /// From the first of the thread down, at most 64.
    pub ancestors: Vec<PostView>,
    /// Each followed by its own answers, at most 256.
    pub descendants: Vec<PostView>,
}

/// The thread around a post, as far as the viewer may read it, in a fixed number of statements.
pub fn thread(tx: &Tx, viewer: &Viewer, id: PostId) -> Result<Thread> {
    let post = view::readable(tx, viewer, id)?;
    let above = rows::ancestors(tx, viewer.number(), post.id)?;
    let below = rows::descendants(tx, viewer.number(), post.id)?;
    let ids: Vec<PostId> = above.iter().copied().chain(in_reading_order(post.id, &below)).collect();
    let mut ancestors = view::views(tx, viewer, &ids)?;
    let first_below = ancestors.iter().position(|view| !above.contains(&view.post.id)).unwrap_or(ancestors.len());
    let descendants = ancestors.split_off(first_below);
    Ok(Thread { ancestors, descendants })
}

/// Depth first, oldest answer first. What answers an unreadable post comes at the end.
fn in_reading_order(root: PostId, below: &[(PostId, PostId)]) -> Vec<PostId> {
    let mut answers: HashMap<PostId, Vec<PostId>> = HashMap::new();
    for (id, answered) in below.iter().rev() {
        answers.entry(*answered).or_default().push(*id);
    }
    let mut order = Vec::with_capacity(below.len());
    let mut open = vec![root];
    let mut orphans = below.iter().map(|(id, _)| *id);
    loop {
        while let Some(id) = open.pop() {
            if id != root && !order.contains(&id) {
                order.push(id);
            }
            open.extend(answers.remove(&id).unwrap_or_default());
        }
        match orphans.find(|id| !order.contains(id)) {
            Some(orphan) => open.push(orphan),
            None => return order,
        }
    }
}

/// Direct threads the member is part of, by their latest post: (thread, latest post), newest first.
pub fn conversations(tx: &Tx, member: &Member, page: Page) -> Result<Paged<(PostId, PostId)>> {
    let found = rows::conversations(tx, member.account.0, page.below(), page.limit)?;
    Ok(Paged::new(found, |(_, last)| last.0))
}
