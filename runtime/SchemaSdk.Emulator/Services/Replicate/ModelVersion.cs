using System.Security.Cryptography;
using System.Text;

namespace SchemaSdk.Emulation.Services.Replicate;

/// <summary>The versions of models. Each emulated model has one. Unless its model id names it, it is made from the model id.</summary>
internal static class ModelVersion
{
    public static string IdOf(string modelId) =>
        Named(modelId) ?? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(modelId))).ToLowerInvariant();

    /// <summary>
    /// Returns the model of a version: its id, a model id, or both with a colon between them. If it is not known, returns the text, which
    /// is then an unknown model.
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
