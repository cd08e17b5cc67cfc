using System.Reflection;
using System.Runtime.Loader;
using NuGet.Versioning;
using SchemaSdk.CompilerServices;
using SchemaSdk.Services;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Calling;

/// <summary>The models and the service of a generated client, loaded from a NuGet package in this machine's package cache.</summary>
/// <param name="Models">The models, with their schemas.</param>
/// <param name="Service">The service that the client calls.</param>
/// <param name="Client">The type of the client.</param>
internal sealed record PackageModels(IReadOnlyList<ModelInfo> Models, ServiceProfile Service, Type Client)
{
    private static readonly string[] Frameworks = ["net10.0", "net8.0"];

    /// <param name="id">The id of the package.</param>
    /// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
    /// <returns>The client in the latest version of the package on this machine.</returns>
    /// <exception cref="ToolException">
    /// The package is not in the package cache, has no client that this tool can load, or has several clients.
    /// </exception>
    internal static PackageModels Find(string id, ToolHost host) => Find(id, version: null, $"--package '{id}'", host);

    /// <param name="id">The id of the package.</param>
    /// <param name="version">The version of the package; null for the latest on this machine.</param>
    /// <param name="typed">The package as it was typed, for messages.</param>
    /// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
    /// <exception cref="ToolException">
    /// The package is not in the package cache, has no client that this tool can load, or has several clients.
    /// </exception>
    internal static PackageModels Find(string id, string? version, string typed, ToolHost host)
    {
        var cache = host.Environment("NUGET_PACKAGES") is { Length: > 0 } set
            ? host.PathOf(set)
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var (name, named) = (id.ToLowerInvariant(), version is null ? id : $"{id}@{version}");
        var versions = name == Path.GetFileName(name) && Path.Combine(cache, name) is var home && Directory.Exists(home)
            ? Directory.EnumerateDirectories(home)
            : [];
        var latest = versions
            .Where(path => version is null || version.Equals(Path.GetFileName(path), StringComparison.OrdinalIgnoreCase))
            .MaxBy(static path => NuGetVersion.TryParse(Path.GetFileName(path), out var found) ? (!found.IsPrerelease, found) : default)
            ?? throw Refused(typed, $"is not in '{cache}'. Run 'dotnet package download {named} --output \"{cache}\"' first");
        var folder = Frameworks.Select(framework => Path.Combine(latest, "lib", framework)).FirstOrDefault(Directory.Exists)
            ?? throw Refused(typed, "has no code for .NET 8 or .NET 10");
        return ClientIn(Directory.GetFiles(folder, "*.dll"), typed) ?? throw Refused(typed, "has no client that SchemaSdk generated");
    }

    private static PackageModels? ClientIn(IReadOnlyList<string> files, string typed)
    {
        try
        {
            var (context, failures) = (new AssemblyLoadContext(typed), new List<Exception>());

            // Loads all files before their types, because a type in one file may need another file.
            var clients = files
                .Select(context.LoadFromAssemblyPath)
                .ToList()
                .SelectMany(assembly => TypesIn(assembly, failures))
                .Where(static type => type.IsSubclassOf(typeof(ModelClient)) && type.IsVisible && HasModels(type))
                .ToList();
            if (clients.Count == 0 && failures.Count > 0)
            {
                throw NotLoaded(typed, failures.Find(static failure => MissingIn(failure) is null) ?? failures[0]);
            }

            if (clients.Count > 1)
            {
                var names = string.Join(", ", clients.Select(static type => type.FullName).Order(StringComparer.Ordinal));
                throw Refused(
                    typed,
                    $"has several clients ({names}), but only packages with one client can be read. Use the folder of one client's "
                    + "schemas");
            }

            return clients is [var client] && ModelsOf(client)?.GetValue(null) is IReadOnlyList<ModelInfo> models
                ? new PackageModels(models, ClientServiceAttribute.ServiceOf(client).Profile, client)
                : null;
        }
        catch (Exception exception) when (
            exception is FileLoadException or FileNotFoundException or TypeLoadException or BadImageFormatException
                or TargetInvocationException or InvalidOperationException)
        {
            throw NotLoaded(typed, exception);
        }
    }

    /// <summary>Returns the types that can be loaded. Some classes of a package may need assemblies that are not in the package.</summary>
    private static IEnumerable<Type> TypesIn(Assembly assembly, List<Exception> failures)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partial)
        {
            failures.AddRange(partial.LoaderExceptions.OfType<Exception>());
            return partial.Types.OfType<Type>();
        }
    }

    private static bool HasModels(Type client) => ModelsOf(client)?.PropertyType.IsAssignableTo(typeof(IReadOnlyList<ModelInfo>)) == true;

    private static PropertyInfo? ModelsOf(Type client) => client.GetProperty("Models", BindingFlags.Public | BindingFlags.Static);

    private static ToolException NotLoaded(string typed, Exception failure) => MissingIn(failure) is { } missing
        ? Refused(
            typed,
            $"has a client that cannot be loaded, because '{missing}' is not in the package. Use the folder of the client's schemas",
            failure)
        : Refused(typed, "needs a later version of this tool. Run 'dotnet tool update --global SchemaSdk.Tool'", failure);

    /// <summary>
    /// Returns the name of the assembly that the package lacks; null if a later version of this tool may load the package.
    /// </summary>
    private static string? MissingIn(Exception failure) => failure.GetBaseException() is FileNotFoundException { FileName: { } name }
        && !name.StartsWith("SchemaSdk", StringComparison.Ordinal)
            ? name.Split(',')[0]
            : null;

    private static ToolException Refused(string typed, string why, Exception? cause = null) =>
        new(ExitCode.WrongUsage, $"{typed} {why}.", cause);
}
