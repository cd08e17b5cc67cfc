namespace SchemaSdk.Emulation.Services.Fal;

/// <summary>The paths of fal's queue. Those of a job have only the first two segments of the model id, after a namespace.</summary>
internal static class FalPath
{
    private static readonly string[] Namespaces = ["workflows", "comfy"];

    /// <summary>Returns the number of segments of a model id that the paths of its jobs keep.</summary>
    public static int Kept(IReadOnlyList<string> segments) =>
        segments is [var first, ..] && Namespaces.Contains(first) ? 3 : 2;

    public static string OfJob(EmulatedJob job)
    {
        var segments = job.ModelId.Split('/');
        return $"{string.Join('/', segments.Take(Kept(segments)).Select(Uri.EscapeDataString))}/requests/{job.Id}";
    }
}
