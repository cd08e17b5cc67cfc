namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>Asserts that a list of complaints is empty. The failure shows the first ones.</summary>
internal static class None
{
    private const int MaxShown = 30;

    public static void Of(IEnumerable<string> complaints)
    {
        var all = complaints.ToList();
        Assert.True(all.Count == 0, $"{all.Count} of them:\n{string.Join("\n", all.Take(MaxShown))}");
    }
}
