using System.Globalization;
using SchemaSdk.Schemas.Wording;

namespace SchemaSdk.Schemas.Tests.Wording;

/// <summary>Characters that are shown as they are in rules and literals, and those that are escaped.</summary>
public class UnseenTextTests
{
    /// <summary>Characters that no table had when this was written are among those that are shown.</summary>
    [Theory]
    [InlineData("\u0378")]
    [InlineData("\u05FF")]
    [InlineData("\u00A0")]
    [InlineData("\u3000")]
    [InlineData("夜")]
    [InlineData("\ud83d\ude00")]
    [InlineData("\ud83f\udffd")]
    public void What_is_seen_or_not_yet_known_is_shown(string text)
    {
        Assert.Equal($"\"{text}\"", RuleWords.Quote(text));
        Assert.False(UnseenText.Has(char.ConvertToUtf32(text, 0)));
    }

    [Theory]
    [InlineData("\u007F", "\\u007f")]
    [InlineData("\u0085", "\\u0085")]
    [InlineData("\u200B", "\\u200b")]
    [InlineData("\u2028", "\\u2028")]
    [InlineData("\uE000", "\\ue000")]
    [InlineData("\uFDD0", "\\ufdd0")]
    [InlineData("\uFFFE", "\\ufffe")]
    [InlineData("\ud83f\udffe", "\\ud83f\\udffe")]
    [InlineData("\udb40\udc41", "\\udb40\\udc41")]
    [InlineData("\udbff\udffd", "\\udbff\\udffd")]
    public void What_no_one_sees_is_escaped(string text, string shown) => Assert.Equal($"\"{shown}\"", RuleWords.Quote(text));

    /// <summary>The list is that of Unicode 16, and so are the tables of .NET 10.</summary>
    [Fact]
    public void Every_control_and_format_character_is_unseen()
    {
        var shown = Enumerable.Range(0, 0x110000).Where(codePoint => CharUnicodeInfo.GetUnicodeCategory(codePoint) is
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate && !UnseenText.Has(codePoint));

        Assert.Empty(shown);
    }

    [Fact]
    public void No_character_that_is_seen_is_unseen()
    {
        var hidden = Enumerable.Range(0, 0x110000).Where(codePoint => UnseenText.Has(codePoint)
            && CharUnicodeInfo.GetUnicodeCategory(codePoint) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse
                or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned));

        Assert.InRange(hidden.Count(), 0, 240);   // the variation selectors of plane 14
    }
}
