## Standing
