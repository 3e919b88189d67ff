"""Does communique do what its lexicon and its floors say?"""
