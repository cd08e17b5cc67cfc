namespace SchemaSdk.Publishing.Tests.Surroundings;

/// <summary>This repository, with what was built in it.</summary>
internal static class SourceTree
{
    internal const string Configuration =
#if DEBUG
        "Debug";
#else
        "Release";
#endif

    internal static string Root { get; } = Find();

    /// <summary>The tool as it was built for this run.</summary>
    internal static string Tool { get; } = PathOf($"runtime/SchemaSdk.Tool/bin/{Configuration}/net10.0/SchemaSdk.Tool.dll");

    internal static string PathOf(string relative) => Path.Combine(Root, relative);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SchemaSdk.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No SchemaSdk.sln above {AppContext.BaseDirectory}.");
    }
}
