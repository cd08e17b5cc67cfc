namespace SchemaSdk.Services.Replicate;

/// <summary>Determines from a Replicate model's id where its inputs are posted.</summary>
// Path: the escaped path to which inputs are posted. Version: the version that goes into the body; null if the path is enough.
internal sealed record ReplicateModel(string Path, string? Version)
{
    private const int MaxVersionLength = 128;

    internal SubmitEnvelope Envelope => new(
        Encoding.UTF8.GetBytes(Version is null ? """{"input":""" : $$"""{"version":"{{Version}}","input":"""), "}"u8.ToArray());

    /// <summary>Reads an id; null if it has none of the four forms.</summary>
    internal static ReplicateModel? Of(string id) => id.Split('/') switch
    {
        ["deployments", _, _] => Free(id, "deployments/"),
        [_, _, "versions", var version] => Versioned(version),
        [_, var name] when name.IndexOf(':') is > 0 and var at => Versioned(name[(at + 1)..]),
        [_, _] => Free($"models/{id}", "models/"),
        _ => null,
    };

    /// <summary>Returns an id's model or deployment. Leaves out the version, because many predictions do not show it.</summary>
    internal static string NameOf(string id) => id.Split('/') switch
    {
        ["deployments", var owner, var name] => OfDeployment($"{owner}/{name}"),
        [var owner, var name, ..] => $"{owner}/{name.Split(':')[0]}",
        _ => id,
    };

    // name: the name in a prediction. It is assumed ("the deployment in a prediction") to be the deployment's owner and name.
    internal static string OfDeployment(string name) => $"deployments/{name}";

    // A colon in the owner or the name means that the id has a version in the wrong form.
    private static ReplicateModel? Free(string path, string kind) => path[kind.Length..].Contains(':') ? null
        : new ReplicateModel($"v1/{ServiceProfile.Escape(path)}/predictions", Version: null);

    // The version is not escaped, because it is sent in the body.
    private static ReplicateModel? Versioned(string version) =>
        version.Length is > 0 and <= MaxVersionLength && version.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? new ReplicateModel("v1/predictions", version)
            : null;
}
