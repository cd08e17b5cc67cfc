namespace SchemaSdk.EndToEnd.Tests;

internal static class Repository
{
    public const string Configuration =
#if DEBUG
        "Debug";
#else
        "Release";
#endif

    public static string Root { get; } = Find();

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
