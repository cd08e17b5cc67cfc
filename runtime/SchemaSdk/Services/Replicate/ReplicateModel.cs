namespace SchemaSdk.Services.Replicate;

/// <summary>Determines from a Replicate model's id where its inputs are posted, and which predictions belong to the model.</summary>
// Name: "deployments/owner/name" for a deployment. Path: escaped. Version: sent in the body; null if the path is enough.
internal sealed record ReplicateModel(string Name, string Path, string? Version)
{
    private const int MaxVersionLength = 128;

    internal SubmitEnvelope Envelope => new(
        Encoding.UTF8.GetBytes(Version is null ? """{"input":""" : $$"""{"version":"{{Version}}","input":"""), "}"u8.ToArray());

    internal static ReplicateModel? Of(string id) => id.Split('/') switch
    {
        ["deployments", _, _] => Free(id, id),
        [var owner, var name, "versions", var version] => Versioned($"{owner}/{name}", version),
        [_, var name] when name.IndexOf(':') is > 0 and var at => Versioned(id[..^(name.Length - at)], name[(at + 1)..]),
        [_, _] => Free(id, $"models/{id}"),
        _ => null,
    };

    // name: the deployment that a prediction names, assumed to be "owner/name" (replicate.md, "the deployment in a prediction").
    internal static string OfDeployment(string name) => $"deployments/{name}";

    internal bool IsNamed(string? name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);

    // A colon in the owner or the name means that the id has a version in the wrong form.
    private static ReplicateModel? Free(string id, string path) => id.Contains(':') ? null
        : new ReplicateModel(id, $"v1/{ServiceProfile.Escape(path)}/predictions", Version: null);

    // Allows only characters that need no escape in the body's JSON.
    private static ReplicateModel? Versioned(string name, string version) =>
        version.Length is > 0 and <= MaxVersionLength && version.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? new ReplicateModel(name, "v1/predictions", version) : null;
}
