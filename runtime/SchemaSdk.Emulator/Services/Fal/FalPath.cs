namespace SchemaSdk.Emulation.Services.Fal;

/// <summary>
/// The paths in fal's queue. A job's paths contain only the first two segments of its model id, or the first three if the id begins with a
/// namespace.
/// </summary>
internal static class FalPath
{
    private static readonly string[] Namespaces = ["workflows", "comfy"];

    /// <summary>Returns how many segments of a model id are in the paths of its jobs.</summary>
    public static int Kept(IReadOnlyList<string> segments) =>
        segments is [var first, ..] && Namespaces.Contains(first) ? 3 : 2;

    /// <summary>Returns true if a request's path begins with the segments that the paths of this job begin with.</summary>
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
