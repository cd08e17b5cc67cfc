namespace SchemaSdk.Extensions.AI.Inputs;

/// <summary>
/// Chooses the spelling of a value for an input member that takes any string. The value is written like the samples in the schema.
/// </summary>
internal static class Spelling
{
    /// <summary>
    /// Returns the first sample that is one of the spellings. If no sample is one of them, returns the first spelling that has the same
    /// form (<see cref="FormOf"/>) as a sample. Returns null if no spelling has such a form.
    /// </summary>
    internal static string? Like(IReadOnlyList<string> samples, IEnumerable<string> spellings)
    {
        var known = spellings.ToList();
        return samples.FirstOrDefault(sample => known.Contains(sample, StringComparer.OrdinalIgnoreCase))
            ?? known.Find(spelling => samples.Any(sample => FormOf(sample) == FormOf(spelling)));
    }

    // The form tells apart spellings such as png and image/png, or de, de-CH and German.
    private static (bool IsName, bool IsCode, string Marks) FormOf(string text) => (
        text.Length > 0 && char.IsUpper(text[0]), text.Length == 2, string.Concat(text.Where(static sign => !char.IsLetterOrDigit(sign))));
}
