namespace SchemaSdk.Schemas.Tests.Dialect;

/// <summary>Tests that references are resolved as in section 5.4 of RFC 3986, even against a base that is not a URL.</summary>
public class UriReferenceTests
{
    [Theory]
    [InlineData("g:h", "g:h")]
    [InlineData("g", "http://a/b/c/g")]
    [InlineData("./g", "http://a/b/c/g")]
    [InlineData("g/", "http://a/b/c/g/")]
    [InlineData("/g", "http://a/g")]
    [InlineData("//g", "http://g")]
    [InlineData("?y", "http://a/b/c/d;p?y")]
    [InlineData("g?y", "http://a/b/c/g?y")]
    [InlineData(";x", "http://a/b/c/;x")]
    [InlineData("g;x?y", "http://a/b/c/g;x?y")]
    [InlineData("", "http://a/b/c/d;p?q")]
    [InlineData(".", "http://a/b/c/")]
    [InlineData("./", "http://a/b/c/")]
    [InlineData("..", "http://a/b/")]
    [InlineData("../", "http://a/b/")]
    [InlineData("../g", "http://a/b/g")]
    [InlineData("../..", "http://a/")]
    [InlineData("../../g", "http://a/g")]
    [InlineData("../../../g", "http://a/g")]
    [InlineData("/./g", "http://a/g")]
    [InlineData("/../g", "http://a/g")]
    [InlineData("g.", "http://a/b/c/g.")]
    [InlineData("..g", "http://a/b/c/..g")]
    [InlineData("./../g", "http://a/b/g")]
    [InlineData("g/./h", "http://a/b/c/g/h")]
    [InlineData("g/../h", "http://a/b/c/h")]
    [InlineData("g;x=1/../y", "http://a/b/c/y")]
    [InlineData("g?y/../x", "http://a/b/c/g?y/../x")]
    [InlineData("http://x/../y/.", "http://x/y/")]
    public void A_reference_is_resolved_as_in_RFC_3986(string reference, string resolved) =>
        Assert.Equal(resolved, UriReference.Resolve("http://a/b/c/d;p?q", reference));

    [Theory]
    [InlineData("a/b.json", "c.json", "a/c.json")]
    [InlineData("a.json", "../../c.json", "c.json")]
    [InlineData("http://x.y", "c.json", "http://x.y/c.json")]
    [InlineData("http://x.y?q", "c.json", "http://x.y/c.json")]
    [InlineData("urn:a:b?+r", "?=q", "urn:a:b?=q")]
    public void A_reference_is_resolved_against_a_base_that_is_not_a_URL(string against, string reference, string resolved) =>
        Assert.Equal(resolved, UriReference.Resolve(against, reference));

    [Theory]
    [InlineData("http://x.y/é", true)]
    [InlineData("a b", false)]
    [InlineData("a\n", false)]
    [InlineData("a\u0000", false)]
    [InlineData("a\u0085", false)]
    public void A_URI_contains_no_space_or_control_character(string text, bool isPossible) =>
        Assert.Equal(isPossible, UriReference.IsPossible(text));
}
