namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>Fails with the first lines of unexpected complaints.</summary>
internal static class None
{
    private const int MaxShown = 30;

    public static void Of(IEnumerable<string> complaints)
    {
        var all = complaints.ToList();
        Assert.True(all.Count == 0, $"{all.Count} of them:\n{string.Join("\n", all.Take(MaxShown))}");
    }
}
