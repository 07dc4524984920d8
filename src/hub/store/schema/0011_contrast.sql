-- How far the light parts of a picture stand out from its dark ones (contrast ratio, hundredths), measured when
-- it came. Nothing: it came before that was measured.
ALTER TABLE picture ADD COLUMN contrast BIGINT;
