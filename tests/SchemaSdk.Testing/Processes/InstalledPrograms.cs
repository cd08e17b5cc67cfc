namespace SchemaSdk.Testing;

/// <summary>Finds programs that tests start. <c>.ci/run</c> installs each of them, or fails.</summary>
public static class InstalledPrograms
{
    private static readonly string[] Browsers =
        OperatingSystem.IsWindows() ? [@"C:\Program Files\Google\Chrome\Application\chrome.exe"]
        : OperatingSystem.IsMacOS() ? ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"]
        : ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] Endings = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];

    /// <summary>The path of an installed Chromium or Chrome; null if neither is installed.</summary>
    public static string? Browser { get; } =
        Environment.GetEnvironmentVariable("SCHEMASDK_CHROMIUM") ?? Browsers.FirstOrDefault(File.Exists);

    /// <summary>Returns the reason to skip a test that needs the programs, or null if all are installed.</summary>
    public static string? MissingOf(params string[] programs) => MissingOf(programs, Environment.GetEnvironmentVariable("PATH") ?? "");

    /// <summary>Returns the reason to skip a test that needs the programs, or null if all are in the folders of the given PATH.</summary>
    public static string? MissingOf(string[] programs, string path) => programs
        .Where(program => program == "chromium" ? Browser is null : !IsOn(path, program))
        .Select(ReasonOf)
        .FirstOrDefault();

    private static string ReasonOf(string program) => program switch
    {
        "chromium" => "Chromium is not installed here. Set SCHEMASDK_CHROMIUM to the path of a Chromium or Chrome, or run: apt-get update "
            + "&& apt-get install -y chromium",
        "node" or "npm" => "Node.js is not installed here. Run: apt-get update && apt-get install -y nodejs npm",
        _ => $"{program} is not installed here. Run: apt-get update && apt-get install -y {program}",
    };

    private static bool IsOn(string path, string program) => path
        .Split(Path.PathSeparator)
        .Any(folder => Endings.Any(ending => File.Exists(Path.Combine(folder, program + ending))));
}
