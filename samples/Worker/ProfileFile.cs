using SchemaSdk.RunComfy;

namespace Worker;

/// <summary>Keeps over a restart what the client has learned of how long models take, so that it goes on polling as sparingly.</summary>
internal static class ProfileFile
{
    /// <returns>Null if there is none yet.</returns>
    public static string? Read(string path) => File.Exists(path) ? File.ReadAllText(path) : null;

    public static void Write(string path, RunComfyClient client)
    {
        if (path.Length > 0)
        {
            // Under another name until it is whole: the client learns nothing from half of one.
            File.WriteAllText(path + ".part", client.ExportPollingProfile());
            File.Move(path + ".part", path, overwrite: true);
        }
    }
}
