using System.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Jobs.Ledgers;

/// <summary>The option that says which ledger a command uses.</summary>
internal sealed class GivenLedger
{
    /// <summary>The environment variable that says which ledger to use if the option is not given.</summary>
    internal const string Variable = "SCHEMASDK_LEDGER";

    private readonly Option<string?> _ledger = new("--ledger")
    {
        Description = $"The ledger: the path of its file, or a connection string without a password. [default: the value of {Variable}]",
        HelpName = "path",
    };

    internal void AddTo(Command command)
    {
        _ledger.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<string?>() is { } given && LedgerAddress.HasPassword(given))
            {
                result.AddError(
                    "--ledger contains a password, which every user of this machine could see. Set the environment variable "
                    + $"{Variable} to the connection string, and omit --ledger.");
            }
        });
        command.Add(_ledger);
    }

    /// <summary>Opens the ledger, even while other processes have it open.</summary>
    /// <exception cref="ToolException">No ledger was given, or it cannot be opened.</exception>
    internal OpenedLedger Open(ParseResult parsed, ToolHost host)
    {
        var given = AddressIn(parsed, host);

        // The ledger keeps only results of unencrypted jobs, because this tool does not have the key to encrypt a result.
        var plain = new PlainJobs();
        var options = new JobLedgerOptions { TimeProvider = host.Time, KeepsResultOf = plain.Has };
        try
        {
            var ledger = LedgerAddress.IsDatabase(given)
                ? OpenedLedger.OfDatabase(given, options)
                : OpenedLedger.OfFile(host.PathOf(given), options);
            return new OpenedLedger(ledger, plain);
        }
        catch (Exception exception) when (exception is ModelLedgerException or ArgumentException)
        {
            // The message is safe to show, because it contains no part of the connection string.
            throw new ToolException(ExitCode.WrongUsage, exception.Message, exception);
        }
    }

    /// <summary>Returns the path of the ledger's file.</summary>
    /// <exception cref="ToolException">No ledger was given, or it is a database on a server.</exception>
    internal string FileIn(ParseResult parsed, ToolHost host, string advice)
    {
        var given = AddressIn(parsed, host);
        return LedgerAddress.IsDatabase(given) ? throw new ToolException(ExitCode.WrongUsage, advice) : host.PathOf(given);
    }

    private string AddressIn(ParseResult parsed, ToolHost host) =>
        (parsed.GetValue(_ledger) ?? host.Environment(Variable)) is { } given && !string.IsNullOrWhiteSpace(given) ? given
        : throw new ToolException(
            ExitCode.WrongUsage, $"No ledger was given. Specify one with --ledger, or set the environment variable {Variable}.");
}
