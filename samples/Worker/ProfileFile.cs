using SchemaSdk.RunComfy;

namespace Worker;

/// <summary>Keeps what the client has learned about the run times of models, so it polls as sparingly after a restart.</summary>
internal static class ProfileFile
{
    /// <returns>The profile; null if there is none yet.</returns>
    public static string? Read(string path) => File.Exists(path) ? File.ReadAllText(path) : null;

    public static void Write(string path, RunComfyClient client)
    {
        if (path.Length > 0)
        {
            // Use another name until the file is complete, since the client cannot use half a profile.
            File.WriteAllText(path + ".part", client.ExportPollingProfile());
            File.Move(path + ".part", path, overwrite: true);
        }
    }
}
