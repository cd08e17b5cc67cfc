using System.Reflection;
using System.Runtime.Loader;
using SchemaSdk.CompilerServices;
using SchemaSdk.Services;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.Calling;

/// <summary>The models and the service of a client in a NuGet package that is in this machine's package cache.</summary>
internal sealed record PackageModels(IReadOnlyList<ModelInfo> Models, ServiceProfile Service)
{
    private static readonly string[] Frameworks = ["net10.0", "net8.0"];

    /// <param name="id">The id of the package.</param>
    /// <param name="host">The environment of the command.</param>
    /// <returns>The client in the latest version of the package on this machine.</returns>
    /// <exception cref="ToolException">The package is not in the package cache, or has no client that this tool can load.</exception>
    internal static PackageModels Find(string id, ToolHost host)
    {
        var cache = host.Environment("NUGET_PACKAGES") is { Length: > 0 } set
            ? host.PathOf(set)
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var name = id.ToLowerInvariant();
        var versions = name == Path.GetFileName(name) && Path.Combine(cache, name) is var home && Directory.Exists(home)
            ? Directory.EnumerateDirectories(home)
            : [];
        var latest = versions.MaxBy(static version => ReleaseVersion.Parse(Path.GetFileName(version)))
            ?? throw Refused(id, $"is not in '{cache}'. Run 'dotnet package download {id} --output \"{cache}\"' first");
        var folder = Frameworks.Select(framework => Path.Combine(latest, "lib", framework)).FirstOrDefault(Directory.Exists)
            ?? throw Refused(id, "has no code for .NET 8 or .NET 10");
        return ClientIn(Directory.GetFiles(folder, "*.dll"), id) ?? throw Refused(id, "has no client made by SchemaSdk");
    }

    private static PackageModels? ClientIn(IReadOnlyList<string> files, string id)
    {
        try
        {
            // The package runs with the runtime of this tool, which must be of the same version or a later one.
            var context = new AssemblyLoadContext(id);
            return files
                .SelectMany(file => context.LoadFromAssemblyPath(file).GetExportedTypes())
                .Where(static type => type.IsSubclassOf(typeof(ModelClient)))
                .Select(static type => type.GetProperty("Models", BindingFlags.Public | BindingFlags.Static)?.GetValue(null)
                    is IReadOnlyList<ModelInfo> models ? new PackageModels(models, ClientServiceAttribute.ServiceOf(type).Profile) : null)
                .FirstOrDefault(static client => client is not null);
        }
        catch (Exception exception) when (
            exception is FileLoadException or FileNotFoundException or TypeLoadException or BadImageFormatException
                or TargetInvocationException or InvalidOperationException)
        {
            throw Refused(id, "needs a later version of this tool. Run 'dotnet tool update --global SchemaSdk.Tool'", exception);
        }
    }

    private static ToolException Refused(string id, string why, Exception? cause = null) =>
        new(ExitCode.WrongUsage, $"--package '{id}' {why}.", cause);
}
