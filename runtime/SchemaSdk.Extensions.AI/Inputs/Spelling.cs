namespace SchemaSdk.Extensions.AI.Inputs;

/// <summary>Chooses how to spell a value in a free text, following the texts that the schema shows.</summary>
internal static class Spelling
{
    /// <summary>
    /// Returns the first sample that is one of the spellings; otherwise the first spelling that has the form of a sample; null if there is
    /// none.
    /// </summary>
    internal static string? Like(IReadOnlyList<string> samples, IEnumerable<string> spellings)
    {
        var known = spellings.ToList();
        return samples.FirstOrDefault(sample => known.Contains(sample, StringComparer.OrdinalIgnoreCase))
            ?? known.Find(spelling => samples.Any(sample => FormOf(sample) == FormOf(spelling)));
    }

    // Distinguishes image/png from png, and de-CH from de and from German.
    private static (bool IsName, bool IsCode, string Marks) FormOf(string text) => (
        text.Length > 0 && char.IsUpper(text[0]), text.Length == 2, string.Concat(text.Where(static sign => !char.IsLetterOrDigit(sign))));
}
