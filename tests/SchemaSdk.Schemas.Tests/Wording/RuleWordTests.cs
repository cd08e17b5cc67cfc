using SchemaSdk.Schemas.Wording;

namespace SchemaSdk.Schemas.Tests.Wording;

/// <summary>Tests which names are quoted in the rule text.</summary>
public class RuleWordTests
{
    [Fact]
    public void Only_a_name_of_letters_digits_and_certain_signs_is_not_quoted() => Assert.Equal(
        "$*-./0123456789@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~",
        string.Concat(Enumerable.Range(' ', 0x100).Select(code => $"{(char)code}").Where(name => RuleWords.Name(name) == name)));
}
