namespace SchemaSdk.Benchmarks.Json;

/// <summary>The JSON that the benchmarks write and read.</summary>
internal static class Texts
{
    internal const string Prompt = "A paper boat drifts down a rain gutter at dusk, past a cat on a windowsill, towards the sea.";
    internal const string NegativePrompt = "blurry, low quality";
    internal const string First = "The boat turns the corner.";
    internal const string Second = "It reaches the harbour as the lamps go on.";

    internal static ReadOnlySpan<byte> Result =>
        """{"request_id":"7b1c2a34-9d5e-4f60-8a71-0c2d3e4f5a6b","status":"succeeded","output":{"image":"https://playgrounds"""u8
        + """-storage-public.runcomfy.net/results/7b1c2a34/cover.png","video":"https://playgrounds-storage-public.runcomfy.net"""u8
        + """/results/7b1c2a34/video.mp4","images":["https://playgrounds-storage-public.runcomfy.net/results/7b1c2a34"""u8
        + """/1.png","https://playgrounds-storage-public.runcomfy.net/results/7b1c2a34/2.png"]},"created_at":"2026-05"""u8
        + """-01T10:00:00.123456+00:00","finished_at":"2026-05-01T10:01:03.654321+00:00"}"""u8;

    internal static ReadOnlySpan<byte> ResultWithOthers =>
        """{"request_id":"7b1c2a34-9d5e-4f60-8a71-0c2d3e4f5a6b","status":"succeeded","output":{"video":"https://playgrounds"""u8
        + """-storage-public.runcomfy.net/results/7b1c2a34"""u8
        + """/video.mp4","seed":1234567,"timings":{"inference":12.5,"queue":3},"has_nsfw":[false,false]},"created_at":"2026-05"""u8
        + """-01T10:00:00.123456+00:00","finished_at":"2026-05-01T10:01:03.654321+00:00"}"""u8;
}
