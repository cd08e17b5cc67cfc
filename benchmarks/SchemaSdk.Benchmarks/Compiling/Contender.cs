namespace SchemaSdk.Benchmarks.Compiling;

/// <summary>A way to have types for models, as a project that is built.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Folder">The folder of its project.</param>
internal sealed record Contender(string Name, string Folder)
{
    internal const string Empty = "an empty project";

    internal const string ByHand = "the types by hand, without JSON code";

    internal const string Peer = "by hand, with System.Text.Json's source generator";

    internal const string Ours = "SchemaSdk";
}
