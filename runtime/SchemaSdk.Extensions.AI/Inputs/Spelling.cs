namespace SchemaSdk.Extensions.AI.Inputs;

/// <summary>Chooses how to spell a value for an input without a list of allowed values, based on the samples in the schema.</summary>
internal static class Spelling
{
    /// <summary>
    /// Returns the first sample that is one of the spellings, or else the first spelling that has the same form as a sample. Returns null
    /// if neither exists.
    /// </summary>
    internal static string? Like(IReadOnlyList<string> samples, IEnumerable<string> spellings)
    {
        var known = spellings.ToList();
        return samples.FirstOrDefault(sample => known.Contains(sample, StringComparer.OrdinalIgnoreCase))
            ?? known.Find(spelling => samples.Any(sample => FormOf(sample) == FormOf(spelling)));
    }

    // Returns the form of a text. For example, image/png and png have different forms, and so have de-CH, de and German.
    private static (bool IsName, bool IsCode, string Marks) FormOf(string text) => (
        text.Length > 0 && char.IsUpper(text[0]), text.Length == 2, string.Concat(text.Where(static sign => !char.IsLetterOrDigit(sign))));
}
