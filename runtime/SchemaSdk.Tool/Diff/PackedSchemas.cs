using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.Calling;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.SchemaFolders.Locking;

namespace SchemaSdk.Tool.Diff;

/// <summary>Reads the schemas and the C# names of a client from its NuGet package.</summary>
internal static partial class PackedSchemas
{
    private const string Suffix = "Model";

    /// <summary>Returns true if the string has the form of a package id and a version, joined by <c>@</c>.</summary>
    internal static bool IsNamed(string typed) => Typed().IsMatch(typed);

    /// <summary>Reads the schemas of a package as the files of a folder.</summary>
    /// <param name="typed">The package as it was typed, such as <c>SchemaSdk.RunComfy@1.2.0</c>.</param>
    /// <param name="folder">The absolute path of the folder that the returned paths begin with.</param>
    /// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
    /// <returns>The files by absolute path; null if the typed text is not a package id and a version, joined by <c>@</c>.</returns>
    /// <exception cref="ToolException">
    /// The package is not in the package cache, has no client that this tool can load, or its client cannot be read.
    /// </exception>
    internal static Dictionary<string, byte[]>? Read(string typed, string folder, ToolHost host)
    {
        if (Typed().Match(typed) is not { Success: true } match)
        {
            return null;
        }

        var client = PackageModels.Find(match.Groups["id"].Value, match.Groups["version"].Value, $"'{typed}'", host);
        try
        {
            return FilesOf(client, folder);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The schemas come from properties of the package's own classes, which can throw any exception.
            throw new ToolException(
                ExitCode.NotCompared, $"'{typed}' cannot be read, so nothing was compared: {exception.Message}", exception);
        }
    }

    private static Dictionary<string, byte[]> FilesOf(PackageModels client, string folder)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var model in client.Models)
        {
            Add($"{model.Id}/{SchemaFileName.Input}", model.InputSchema);
            Add($"{model.Id}/{SchemaFileName.InputPatch}", model.InputPatch);
            Add($"{model.Id}/{SchemaFileName.Output}", model.OutputSchema);
            Add($"{model.Id}/{SchemaFileName.OutputPatch}", model.OutputPatch);
            model.References.ToList().ForEach(reference => Add(reference.Key, reference.Value));
        }

        files[LockFile.PathOf(folder)] = Encoding.UTF8.GetBytes(LockText(client));
        return files;

        void Add(string path, string? text)
        {
            if (text is not null)
            {
                files[Path.GetFullPath(path, folder)] = Encoding.UTF8.GetBytes(text);
            }
        }
    }

    /// <exception cref="InvalidDataException">Members of the package have names that a lock file cannot contain.</exception>
    private static string LockText(PackageModels client)
    {
        var text = LockWriter.Write(LockOf(client));
        var refused = SchemaSteps.ReadLock(new LockFile("", text)).Problems.FirstOrDefault();

        // If a name could not be read back from the lock file, the comparison would report the member as renamed.
        return refused is null ? text : throw new InvalidDataException(refused.Message);
    }

    // Takes the C# names from the code in the package, because a build with this version of the tool might choose other names.
    private static SchemaLock LockOf(PackageModels client)
    {
        var locked = new SchemaLock();
        foreach (var model in client.Models)
        {
            if (NameOf(model.GetType().DeclaringType, $"{client.Client.Namespace}.Models.") is { } name)
            {
                locked.Name(model.Id, name);
            }

            foreach (var member in KeptBy(model))
            {
                locked.Keep(member);
            }
        }

        return locked;
    }

    /// <summary>Derives the C# path to a model from the full name of its class; null if the class is not generated.</summary>
    private static string? NameOf(Type? model, string before) =>
        model?.FullName is { } full && full.StartsWith(before, StringComparison.Ordinal) && full.EndsWith(Suffix, StringComparison.Ordinal)
            ? string.Join('.', full[before.Length..^Suffix.Length].Split('.').Select(ModelPath.TypeNameOf))
            : null;

    private static IEnumerable<KeptMember> KeptBy(ModelInfo model) =>
        model.GetType().GetField(KeptMember.Field, BindingFlags.NonPublic | BindingFlags.Static)?.GetRawConstantValue() is string text
            ? JsonNode.Parse(text)!.AsObject().SelectMany(type => type.Value!.AsObject()
                .Select(member => new KeptMember(model.Id, type.Key, member.Key, (string)member.Value!)))
            : [];

    [GeneratedRegex("^(?<id>[A-Za-z0-9_.-]{1,100})@(?<version>[0-9]+\\.[0-9]+\\.[0-9]+[0-9A-Za-z.+-]{0,60})$")]
    private static partial Regex Typed();
}
