namespace SchemaSdk.Testing;

/// <summary>A fact about a disk that the test mounts. On Linux an administrator can, unless the machine forbids it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWithMountsAttribute : FactAttribute
{
    private static readonly Lazy<string?> Missing = new(static () =>
    {
        if (!OperatingSystem.IsLinux())
        {
            return "This system is not Linux, where a test can mount a disk.";
        }

        try
        {
            new SmallDisk().Dispose();
            return null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"This machine lets a test mount no disk: {exception.Message}";
        }
    });

    public FactWithMountsAttribute() => Skip = Missing.Value;
}
