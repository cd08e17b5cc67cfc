namespace SchemaSdk.Benchmarks.Native;

/// <summary>A program that is published as native code.</summary>
internal sealed record NativeProgram(string Name, string Path)
{
    internal const string Bare = "HttpClient and Utf8JsonReader";

    internal const string One = "a client of one model";

    internal const string Many = "a client with all models, only one of which is used";

    internal long Bytes => new FileInfo(Path).Length;
}
