using SchemaSdk.RunComfy;

namespace Worker;

/// <summary>Saves what the client has learned about the run times of models, so that a restart does not cause more polls.</summary>
internal static class ProfileFile
{
    /// <returns>The profile; null before the first run.</returns>
    public static string? Read(string path) => File.Exists(path) ? File.ReadAllText(path) : null;

    public static void Write(string path, RunComfyClient client)
    {
        if (path.Length > 0)
        {
            // Write under a temporary name first, because the client cannot use half a profile.
            File.WriteAllText(path + ".part", client.ExportPollingProfile());
            File.Move(path + ".part", path, overwrite: true);
        }
    }
}
