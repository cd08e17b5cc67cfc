using System.Security.Cryptography;
using System.Text;

namespace SchemaSdk.Emulation.Services.Replicate;

/// <summary>
/// The versions of models. Each emulated model has one version: the version in its id, or a hash of the id if it contains no version.
/// </summary>
internal static class ModelVersion
{
    public static string IdOf(string modelId) =>
        Read(modelId).Version ?? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(modelId))).ToLowerInvariant();

    public static bool IsIn(string modelId) => Read(modelId).Version is not null;

    /// <summary>Returns a model id without its version.</summary>
    public static string NameOf(string modelId) => Read(modelId).Name;

    /// <summary>
    /// Returns the id of the model that a string refers to. The string can be a version, a model id, or a model id followed by a colon and
    /// a version. If it refers to no model, returns the string itself, so that the caller reports it as an unknown model.
    /// </summary>
    public static string Find(string reference, EmulatedState state)
    {
        var (name, version) = reference.Contains('/') ? Read(reference) : ("", reference);
        return state.Models.FirstOrDefault(model => (name.Length == 0 || NameOf(model.Id) == name)
            && (version is null ? !IsIn(model.Id) : IdOf(model.Id) == version))?.Id ?? reference;
    }

    private static (string Name, string? Version) Read(string modelId) => modelId.Split('/') switch
    {
        [var owner, var name, "versions", var version] => ($"{owner}/{name}", version),
        [var owner, var name] when name.Split(':', 2) is [var plain, var version] => ($"{owner}/{plain}", version),
        _ => (modelId, null),
    };
}
