using SchemaSdk.Services;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Configuration;
using SchemaSdk.Tool.SchemaFolders.Changing;
using SchemaSdk.Tool.SchemaFolders.Locking;

namespace SchemaSdk.Tool.Services;

/// <summary>
/// Decides which service a command calls: the one that the lock file or the job records, the one given with <c>--service</c>, or the
/// default.
/// </summary>
// A lock file or job without a service dates from a time when only the default service was supported.
internal static class ServiceChoice
{
    private static ServiceProfile Usual => ModelService.RunComfy.Profile;

    /// <summary>The name of the default service.</summary>
    internal static string UsualName => Usual.Names.Name;

    /// <summary>Chooses the service for a schema folder from the folder's lock file.</summary>
    /// <param name="asked">The service and address that the user gave, if any.</param>
    /// <param name="folder">The full path of the folder. The folder need not have a lock file.</param>
    /// <exception cref="ToolException">The lock file cannot be used, or its service is not the one that the user gave.</exception>
    internal static ChosenService InFolder(AskedService asked, string folder)
    {
        var paths = new SchemaPaths(folder);
        return InLock(asked, paths.Lock, paths.ReadLock());
    }

    /// <summary>Chooses the service for a command that needs the formats of a service but does not call it.</summary>
    /// <param name="given">The service given with <c>--service</c>; null without that option.</param>
    /// <param name="folder">The folder of schemas.</param>
    /// <exception cref="ToolException">The lock file cannot be used, or its service is not the one that the user gave.</exception>
    internal static ServiceProfile ProfileIn(ServiceProfile? given, ConfiguredFolder folder) =>
        InFolder(new AskedService(given, Address: null).In(folder), folder.Path).Profile;

    /// <summary>
    /// Chooses the service that a lock file records. Without a lock file: the service that the user gave, or the default.
    /// </summary>
    /// <param name="asked">The service and address that the user gave, if any.</param>
    /// <param name="path">The path of the lock file, for messages.</param>
    /// <param name="locked">The content of the lock file; null if the folder has none.</param>
    /// <exception cref="ToolException">The service in the lock file is unknown, or is not the one that the user gave.</exception>
    internal static ChosenService InLock(AskedService asked, string path, SchemaLock? locked)
    {
        if (locked is null)
        {
            return new ChosenService(asked.Profile ?? Usual, asked.Address);
        }

        var profile = locked.Service is { } name
            ? ModelService.Find(name) ?? throw new ToolException(
                ExitCode.WrongUsage, $"The service in {path} is '{name}', which this version of schemasdk does not know. Update schemasdk.")
            : Usual;
        return asked.Profile is null || asked.Profile == profile
            ? new ChosenService(profile, asked.Address)
            : throw new ToolException(
                ExitCode.WrongUsage,
                $"{asked.Source} is {asked.Profile.Names.Name}, but the service in {path} is {profile.Names.Name}. "
                + $"Nothing was changed. Omit {asked.Source}, or specify another folder.");
    }

    /// <summary>Chooses the service of a job; null if the ledger names a service that this version does not know.</summary>
    /// <exception cref="ToolException">The service in the ledger is not the one that the user gave.</exception>
    internal static ChosenService? ForJob(AskedService asked, LedgerEntry entry)
    {
        if (entry.Service is not { } name)
        {
            return new ChosenService(asked.Profile ?? Usual, asked.Address);
        }

        var profile = ModelService.Find(name);
        return asked.Profile is null || asked.Profile == profile
            ? profile is null ? null : new ChosenService(profile, asked.Address)
            : throw new ToolException(
                ExitCode.WrongUsage,
                $"--service is {asked.Profile.Names.Name}, but the job '{entry.Key}' belongs to {name}. Nothing was sent or recorded. "
                + "Omit --service.");
    }
}
