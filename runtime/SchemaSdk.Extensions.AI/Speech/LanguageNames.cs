using System.Globalization;

namespace SchemaSdk.Extensions.AI.Speech;

/// <summary>The names that models use for a language.</summary>
internal static class LanguageNames
{
    internal static string[] Inputs { get; } = ["language", "language_code", "language_boost", "lang", "source_language", "input_language"];

    /// <summary>Returns the given tag, such as <c>de-CH</c>, then its language, <c>de</c>, and the English name of that language.</summary>
    internal static IEnumerable<string> Of(string language)
    {
        var plain = language.Split('-', '_')[0];
        return [language, plain, .. English(plain)];
    }

    private static IEnumerable<string> English(string language)
    {
        try
        {
            return [CultureInfo.GetCultureInfo(language).EnglishName];
        }
        catch (CultureNotFoundException)
        {
            // The text is not a language tag. It may be the model's own name for a language.
            return [];
        }
    }
}
