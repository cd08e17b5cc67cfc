namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>The repository that these tests were built in.</summary>
internal static class SourceFolder
{
    internal static string Repository { get; } = Find();

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
