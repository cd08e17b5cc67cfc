using Microsoft.CodeAnalysis.CSharp;
using SchemaSdk.Schemas.Naming;

namespace SchemaSdk.Schemas.Tests.Naming;

/// <summary>Tests identifiers for names that clash, are reserved or are too long.</summary>
public class IdentifierTests
{
    [Fact]
    public void Every_ASCII_symbol_has_a_name() => Assert.Equal(
        "_Space_Underscore_Dash_Dot_Comma_Colon_Semicolon_Slash_Backslash_Plus_Star_Equals_Less_Greater_Hash_Dollar_Percent"
            + "_And_At_Bang_Question_Pipe_Tilde_Caret",
        Identifiers.SpellOut(" _-.,:;/\\+*=<>#$%&@!?|~^"));

    [Fact]
    public void Every_quote_and_bracket_has_a_name_and_other_characters_a_code() => Assert.Equal(
        "_Quote_DoubleQuote_Backtick_Open_Close_OpenBracket_CloseBracket_OpenBrace_CloseBrace_U2764_U000A",
        Identifiers.SpellOut("'\"`()[]{}\u2764\n"));

    [Theory]
    [InlineData("", "_")]
    [InlineData("a\n", "_u0061u000A")]
    public void A_name_is_encoded_by_its_character_codes(string wireName, string name) => Assert.Equal(name, Identifiers.Encode(wireName));

    [Fact]
    public void A_name_of_more_than_160_characters_is_truncated_and_hashed()
    {
        Assert.Equal(new string('A', 160), Identifiers.Fit(new string('A', 160)));
        Assert.Matches("^A{160}_[0-9a-f]{8}$", Identifiers.Fit(new string('A', 161)));
        Assert.NotEqual(Identifiers.Clean("a" + new string('b', 160) + "-"), Identifiers.Clean("a" + new string('b', 160) + "+"));
        Assert.NotEqual(Identifiers.Fit(new string('A', 161)), Identifiers.Fit(new string('A', 162)));
    }

    [Fact]
    public void Long_names_whose_short_hashes_are_equal_are_distinct()
    {
        string[] wireNames = [new string('a', 170) + "auzx", new string('a', 170) + "32ad"];

        var names = NameScope.Assign(wireNames, _ => false);

        Assert.Equal(Identifiers.Clean(wireNames[0]), Identifiers.Clean(wireNames[1]));
        Assert.All(wireNames, wireName => Assert.Matches("^_(u0061){31}u006_[0-9a-f]{64}$", names[wireName]));
        Assert.NotEqual(names[wireNames[0]], names[wireNames[1]]);
        Assert.All(wireNames, wireName => Assert.True(Identifiers.CanBeKept(names[wireName], wireName)));
    }

    [Theory]
    [InlineData(true, "A", "Z9_b", "AzZ09")]
    [InlineData(false, "", "a", "_A", "A_", "A-B", "Ä", "AÄ", "A@", "A[", "A`", "A{", "A/", "A:", "@A", "[A")]
    public void A_schema_may_request_only_simple_names(bool can, params string[] names) =>
        Assert.All(names, name => Assert.Equal(can, Identifiers.CanBeGiven(name)));

    [Fact]
    public void A_name_is_valid_exactly_if_the_compiler_accepts_it()
    {
        var names = Enumerable.Range(0, char.MaxValue + 1).SelectMany(code => new[] { $"{(char)code}", $"a{(char)code}" }).Append("");

        Assert.DoesNotContain(names, name => Identifiers.IsValid(name) != SyntaxFacts.IsValidIdentifier(name));
    }

    [Fact]
    public void Exactly_the_keywords_that_cannot_be_names_are_escaped() => Assert.All(
        SyntaxFacts.GetKeywordKinds().Select(kind => SyntaxFacts.GetText(kind)),
        word => Assert.Equal(SyntaxFacts.GetKeywordKind(word) == SyntaxKind.None ? word : "@" + word, ClientNames.Escape(word)));

    [Fact]
    public void A_requested_name_has_at_most_100_characters()
    {
        Assert.True(Identifiers.CanBeGiven(new string('A', 100)));
        Assert.False(Identifiers.CanBeGiven(new string('A', 101)));
    }

    [Fact]
    public void A_name_that_is_taken_gets_an_underscore_and_then_a_number()
    {
        var names = new FreeNames();

        Assert.True(names.IsFree("A"));
        Assert.Equal(["A", "A_", "A_3", "A_4", "B_", "B", "B_3"], new[] { "A", "A", "A", "A", "B_", "B", "B" }.Select(names.Take));
        Assert.False(names.IsFree("A_3"));
        Assert.True(names.IsFree("A_2"));
    }

    [Fact]
    public void Names_that_clash_are_spelled_out()
    {
        string[] wireNames = ["a-b", "a b", "c", "d.", "D_", "x", "X"];

        var names = NameScope.Assign(wireNames, _ => false);

        Assert.Equal(
            ["A_Lower_Dash_B_Lower", "A_Lower_Space_B_Lower", "C", "D_Lower_Dot", "D_Underscore", "X_Lower", "X"],
            wireNames.Select(name => names[name]));
    }
}
