namespace SchemaSdk.Benchmarks.Compiling;

/// <summary>A project with one of the compared implementations of the same models.</summary>
internal sealed record Contender(string Name, string Folder)
{
    internal const string Empty = "an empty project";

    internal const string ByHand = "the types by hand, without JSON code";

    internal const string Peer = "by hand, with System.Text.Json's source generator";

    internal const string Ours = "SchemaSdk";
}
