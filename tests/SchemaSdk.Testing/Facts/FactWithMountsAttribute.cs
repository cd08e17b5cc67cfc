namespace SchemaSdk.Testing;

/// <summary>A fact that mounts a disk. It is skipped if the user cannot mount disks. On Linux, an administrator usually can.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWithMountsAttribute : FactAttribute
{
    private static readonly Lazy<string?> Missing = new(static () =>
    {
        if (!OperatingSystem.IsLinux())
        {
            return "A test can mount a disk only on Linux.";
        }

        try
        {
            new SmallDisk().Dispose();
            return null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"This machine does not let a test mount a disk: {exception.Message}";
        }
    });

    public FactWithMountsAttribute() => Skip = Missing.Value;
}
