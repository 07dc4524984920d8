# In and out.
