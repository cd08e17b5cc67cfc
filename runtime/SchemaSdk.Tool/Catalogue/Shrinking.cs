using System.Globalization;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.SchemaFolders.Locking;

namespace SchemaSdk.Tool.Catalogue;

/// <summary>Stops where a catalogue has lost more models than services retire in a night: it is more likely broken.</summary>
internal static class Shrinking
{
    // Of a hundred models, ten may be gone.
    private const int Parts = 10;

    // Whoever took a handful of models may lose one of them on any day.
    private const int Handful = 5;

    private const string Advice = "Nothing was changed. If the models are really gone, give --accept-shrink.";

    /// <exception cref="ToolException">The catalogue lost more than a tenth.</exception>
    internal static void Refuse(string source, TakenModels models, SchemaLock locked)
    {
        if (models.WholeCatalogue is not { } now)
        {
            return;
        }

        // Where the catalogue was never read whole, the models that were taken from it stand for it.
        var mine = locked.Models.Values.Count(model => model.Source == source && model.Retirement is null);
        var gone = models.Gone.Count(id => locked.Models[id].Retirement is null);
        var (before, after) = locked.Catalogues.TryGetValue(source, out var counted) ? (counted, now) : (mine, mine - gone);
        if (IsMuch(before - (long)after, before))
        {
            throw new ToolException(ExitCode.Service, string.Create(
                CultureInfo.InvariantCulture,
                $"The catalogue of {source} shrank from {before} models to {after}, by more than a tenth. {Advice}"));
        }

        // As many models of other ids may have come: a catalogue that renames them all is as likely broken.
        if (gone >= Handful && IsMuch(gone, mine))
        {
            throw new ToolException(ExitCode.Service, string.Create(
                CultureInfo.InvariantCulture,
                $"The catalogue of {source} lost {gone} of the {mine} models that were taken from it, more than a tenth. {Advice}"));
        }
    }

    // The count stands in a file that people edit: ten times of it may be more than an int holds.
    private static bool IsMuch(long lost, int before) => lost * Parts > before;
}
