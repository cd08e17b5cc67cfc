namespace SchemaSdk.Emulation.Services.Fal;

/// <summary>The paths of fal's queue. Those of a job have only the first two segments of the model id, after a namespace.</summary>
internal static class FalPath
{
    private static readonly string[] Namespaces = ["workflows", "comfy"];

    /// <summary>Returns the number of segments of a model id that the paths of its jobs keep.</summary>
    public static int Kept(IReadOnlyList<string> segments) =>
        segments is [var first, ..] && Namespaces.Contains(first) ? 3 : 2;

    /// <summary>Returns true if a request is below the path of a job.</summary>
    public static bool IsOf(EmulatedJob job, ServiceRequest request)
    {
        var segments = job.ModelId.Split('/');
        return request.Path.Take(Kept(segments)).SequenceEqual(segments.Take(Kept(segments)), StringComparer.Ordinal);
    }

    public static string OfJob(EmulatedJob job)
    {
        var segments = job.ModelId.Split('/');
        return $"{string.Join('/', segments.Take(Kept(segments)).Select(Uri.EscapeDataString))}/requests/{job.Id}";
    }
}
