using System.Reflection;

namespace SchemaSdk.Repository.Tests.Architecture.Measuring;

/// <summary>Finds a project that is measured, as it was compiled.</summary>
internal static class MeasuredProject
{
    /// <summary>Reads the arrows between the folders of a project.</summary>
    internal static Arrows ArrowsOf(string project)
    {
        using var assembly = new MeasuredAssembly(PathOf(project), FolderOf(project));
        return new Arrows(assembly.Uses());
    }

    /// <summary>The folder of a project, such as <c>runtime/SchemaSdk</c>.</summary>
    // The DLL is in bin/<configuration>/<framework> of its project.
    internal static string FolderOf(string project) => Path
        .GetRelativePath(SourceTree.Root, Path.GetFullPath(Path.Combine(Path.GetDirectoryName(PathOf(project))!, "../../..")))
        .Replace('\\', '/');

    private static string PathOf(string project) => typeof(MeasuredProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == project).Value!;
}
