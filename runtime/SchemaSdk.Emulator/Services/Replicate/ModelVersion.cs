using System.Security.Cryptography;
using System.Text;

namespace SchemaSdk.Emulation.Services.Replicate;

/// <summary>
/// The versions of models. Each emulated model has one version. If the model id does not contain the version, the version is the hash of
/// the model id.
/// </summary>
internal static class ModelVersion
{
    public static string IdOf(string modelId) =>
        Named(modelId) ?? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(modelId))).ToLowerInvariant();

    /// <summary>Returns true if a model id contains the version.</summary>
    public static bool IsIn(string modelId) => Named(modelId) is not null;

    /// <summary>
    /// Returns the id of the model that a string refers to. The string can be a version, a model id, or both with a colon between them. If
    /// no model has the version, returns the string itself, so that the caller reports it as an unknown model.
    /// </summary>
    public static string Find(string version, EmulatedState state)
    {
        if (version.Contains('/'))
        {
            return version.Split(':')[0];
        }

        return state.Models.FirstOrDefault(model => IdOf(model.Id) == version)?.Id ?? version;
    }

    private static string? Named(string modelId) => modelId.Split('/') switch
    {
        [_, _, "versions", var version] => version,
        [_, var name] when name.Contains(':') => name.Split(':')[1],
        _ => null,
    };
}
