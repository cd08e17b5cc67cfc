using SchemaSdk.Schemas.Wording;

namespace SchemaSdk.Schemas.Tests.Wording;

/// <summary>Tests which names are quoted in the rule text.</summary>
public class RuleWordTests
{
    [Fact]
    public void Only_a_name_of_letters_digits_and_certain_signs_is_not_quoted() => Assert.Equal(
        "$*-./0123456789@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~",
        string.Concat(Enumerable.Range(' ', 0x100).Select(code => $"{(char)code}").Where(name => RuleWords.Name(name) == name)));

    [Theory]
    [InlineData("", "\"\"")]
    [InlineData("first frame", "\"first frame\"")]
    [InlineData("image_url", "image_url")]
    public void A_name_is_quoted_only_if_it_is_empty_or_has_any_other_character(string name, string shown) =>
        Assert.Equal(shown, RuleWords.Name(name));
}
