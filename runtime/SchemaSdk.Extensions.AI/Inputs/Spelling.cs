namespace SchemaSdk.Extensions.AI.Inputs;

/// <summary>Chooses how a free text spells a value, after the texts that its schema shows.</summary>
internal static class Spelling
{
    /// <summary>Returns the first spelling that is a sample or has the form of one; null if none has.</summary>
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
