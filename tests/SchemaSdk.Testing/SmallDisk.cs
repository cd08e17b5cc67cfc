using System.Diagnostics;

namespace SchemaSdk.Testing;

/// <summary>A mounted disk of a few megabytes that a test can fill.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("disk").FullName;

    public SmallDisk()
    {
        if (!Run("mount", "-t", "tmpfs", "-o", "size=8m,mode=777", "none", _folder))
        {
            throw new InvalidOperationException($"No disk could be mounted at {_folder}.");
        }
    }

    public string File(string name) => Path.Combine(_folder, name);

    /// <summary>Uses up all free space.</summary>
    public void Fill()
    {
        using var file = new FileStream(File("ballast"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        Assert.Throws<IOException>(() => file.Write(new byte[16 << 20]));
    }

    /// <summary>Frees the space that <see cref="Fill"/> used.</summary>
    public void MakeRoom() => System.IO.File.Delete(File("ballast"));

    /// <summary>Makes the disk read-only, even for an administrator, when no file on it is open for writing.</summary>
    // Retries, because a process that another test starts inherits this process's open files for a moment.
    public Task ProtectAsync() => Soon.Until(() => Run("mount", "-o", "remount,ro", _folder));

    public void Dispose()
    {
        Run("umount", "-l", _folder);
        Directory.Delete(_folder);
    }

    /// <summary>Runs a command as an administrator, because only administrators may mount a disk.</summary>
    public static bool Run(string command, params string[] arguments)
    {
        string[] become = Environment.IsPrivilegedProcess ? [] : ["sudo", "-n"];
        string[] all = [.. become, command, .. arguments];
        using var process = Process.Start(new ProcessStartInfo(all[0], all[1..]) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
