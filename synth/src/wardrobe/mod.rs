//! Clothes, hair, shoes and stickers on a body.
