using System.Text.Json;
using SchemaSdk.RunComfy;

namespace SchemaSdk.EndToEnd.Tests.PublicApi;

/// <summary>
/// The models of the ready-made client that were taken from the service's catalogue. No listing has their types: they come, change and
/// go with the service, and <c>schemasdk diff</c> says before each release which of that breaks callers.
/// </summary>
internal static class TakenModels
{
    /// <summary>The ids that the lock has.</summary>
    public static IReadOnlySet<string> Ids { get; } = ReadIds();

    /// <summary>The types of these models, and those of groups that lead to no other model; without those inside others.</summary>
    public static IReadOnlySet<string> Types { get; } = FindTypes();

    private static HashSet<string> ReadIds()
    {
        using var locked = JsonDocument.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "schemas.lock.json")));
        return [.. locked.RootElement.GetProperty("models").EnumerateObject().Select(model => model.Name)];
    }

    private static HashSet<string> FindTypes()
    {
        using var client = new RunComfyClient(new ModelClientOptions { ApiToken = "a-token" });
        var paths = ClientEndpoints.PathsOf(client).ToLookup(path => Ids.Contains(ClientEndpoints.IdOf(path[^1])!));
        return [.. paths[true].SelectMany(TypesOf).Except(paths[false].SelectMany(TypesOf))];
    }

    private static IEnumerable<string> TypesOf(IReadOnlyList<object> path)
    {
        var info = RunComfyClient.Models.Single(model => model.Id == ClientEndpoints.IdOf(path[^1]));
        return path.Select(node => node.GetType()).Append(info.InputType).Append(info.OutputType).Select(type => type.FullName!);
    }
}
