using System.Collections.Concurrent;
using System.Reflection;

namespace SchemaSdk.Repository.Tests.Architecture.Measuring;

/// <summary>Finds the assembly of a compiled project, and which of its types use which others.</summary>
internal static class MeasuredProject
{
    private static readonly ConcurrentDictionary<string, Arrows> Measured = new();

    internal static Arrows ArrowsOf(string project) => Measured.GetOrAdd(project, static project =>
    {
        using var assembly = new MeasuredAssembly(PathOf(project), FolderOf(project));
        return new Arrows(assembly.Uses());
    });

    // The folder of the DLL is bin/<configuration>/<framework>.
    internal static string FolderOf(string project) => Path
        .GetRelativePath(SourceTree.Root, Path.GetFullPath(Path.Combine(Path.GetDirectoryName(PathOf(project))!, "../../..")))
        .Replace('\\', '/');

    private static string PathOf(string project) => typeof(MeasuredProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == project).Value!;
}
