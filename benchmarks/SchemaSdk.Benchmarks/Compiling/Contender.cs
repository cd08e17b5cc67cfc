namespace SchemaSdk.Benchmarks.Compiling;

/// <summary>One of the compared projects: an empty one, or one that implements the models in a certain way, for example by hand.</summary>
internal sealed record Contender(string Name, string Folder)
{
    internal const string Empty = "an empty project";

    internal const string ByHand = "hand-written types, without JSON code";

    internal const string Peer = "hand-written types, with the System.Text.Json source generator";

    internal const string Ours = "SchemaSdk";
}
