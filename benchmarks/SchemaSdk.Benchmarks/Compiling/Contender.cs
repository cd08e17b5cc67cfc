namespace SchemaSdk.Benchmarks.Compiling;

/// <summary>A project that has types for the models in one of the compared ways.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Folder">The folder of its project.</param>
internal sealed record Contender(string Name, string Folder)
{
    internal const string Empty = "an empty project";

    internal const string ByHand = "the types by hand, without JSON code";

    internal const string Peer = "by hand, with System.Text.Json's source generator";

    internal const string Ours = "SchemaSdk";
}
