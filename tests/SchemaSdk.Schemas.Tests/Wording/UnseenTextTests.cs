using System.Globalization;
using SchemaSdk.Schemas.Wording;

namespace SchemaSdk.Schemas.Tests.Wording;

/// <summary>Tests that rules and literals show visible characters and escape invisible ones.</summary>
public class UnseenTextTests
{
    /// <summary>Some of these characters, such as U+0378, are unassigned.</summary>
    [Theory]
    [InlineData("\u0378")]
    [InlineData("\u05FF")]
    [InlineData("\u00A0")]
    [InlineData("\u3000")]
    [InlineData("夜")]
    [InlineData("\ud83d\ude00")]
    [InlineData("\ud83f\udffd")]
    public void A_visible_or_unassigned_character_is_shown(string text)
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
    public void An_invisible_character_is_escaped(string text, string shown) => Assert.Equal($"\"{shown}\"", RuleWords.Quote(text));

    /// <summary>Compares the list of invisible characters with the tables of .NET 10. Both follow Unicode 16.</summary>
    [Fact]
    public void Every_control_and_format_character_is_escaped()
    {
        var shown = Enumerable.Range(0, 0x110000).Where(codePoint => CharUnicodeInfo.GetUnicodeCategory(codePoint) is
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate && !UnseenText.Has(codePoint));

        Assert.Empty(shown);
    }

    [Fact]
    public void Every_variation_selector_of_plane_14_and_no_visible_character_is_escaped()
    {
        var hidden = Enumerable.Range(0, 0x110000).Where(codePoint => UnseenText.Has(codePoint)
            && CharUnicodeInfo.GetUnicodeCategory(codePoint) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse
                or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned));

        Assert.Equal(Enumerable.Range(0xE0100, 240), hidden);   // the variation selectors of plane 14, which are invisible
    }
}
