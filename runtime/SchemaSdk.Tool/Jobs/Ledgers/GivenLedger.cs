using System.CommandLine;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Jobs.Ledgers;

/// <summary>The ledger that a command is about.</summary>
internal sealed class GivenLedger
{
    /// <summary>The environment variable that names it where the option does not.</summary>
    internal const string Variable = "SCHEMASDK_LEDGER";

    private readonly Option<string?> _ledger = new("--ledger")
    {
        Description = $"The ledger: the path of its file, or a connection string without a password. [default: that of {Variable}]",
        HelpName = "path",
    };

    /// <summary>Adds its option to a command.</summary>
    internal void AddTo(Command command)
    {
        _ledger.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<string?>() is { } given && LedgerAddress.HasPassword(given))
            {
                result.AddError(
                    "--ledger has a password in it, which everybody on this machine could see. Set the environment variable "
                    + $"{Variable} to the connection string, and leave --ledger out.");
            }
        });
        command.Add(_ledger);
    }

    /// <summary>Opens it beside the processes that have it open.</summary>
    /// <exception cref="ToolException">None is given, or it cannot be opened.</exception>
    internal OpenedLedger Open(ParseResult parsed, ToolHost host)
    {
        var given = AddressIn(parsed, host);

        // The tool has no cipher of the program, which could not read what is kept without it.
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
            // The message about a connection string has no part of it.
            throw new ToolException(ExitCode.WrongUsage, exception.Message, exception);
        }
    }

    /// <summary>The path of its file.</summary>
    /// <exception cref="ToolException">None is given, or it is a database of a server.</exception>
    internal string FileIn(ParseResult parsed, ToolHost host, string advice)
    {
        var given = AddressIn(parsed, host);
        return LedgerAddress.IsDatabase(given) ? throw new ToolException(ExitCode.WrongUsage, advice) : host.PathOf(given);
    }

    private string AddressIn(ParseResult parsed, ToolHost host) =>
        (parsed.GetValue(_ledger) ?? host.Environment(Variable)) is { } given && !string.IsNullOrWhiteSpace(given) ? given
        : throw new ToolException(
            ExitCode.WrongUsage, $"No ledger is given. Give --ledger its path, or set the environment variable {Variable}.");
}
