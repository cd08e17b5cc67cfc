using SchemaSdk.RunComfy;

namespace Quickstart;

/// <summary>Refuses requests before anything starts.</summary>
internal static class RequestCheck
{
    public static void Check(Request request)
    {
        if (RunComfyClient.Models.All(model => model.Id != request.ModelId))
        {
            throw new QuickstartException(
                $"This client has no model '{request.ModelId}'. It has:{Environment.NewLine}{Known(request.ModelId)}");
        }

        if (request.Resume is not null && !request.IsLive)
        {
            throw new QuickstartException("--resume needs --live: the emulator forgets its jobs when this program ends.");
        }

        // Found out now rather than when a paid video has nowhere to go.
        OutCheck.Check(request.Out);
    }

    /// <summary>The models of the same maker; all of them if it has none.</summary>
    private static string Known(string modelId)
    {
        var ids = RunComfyClient.Models.Select(model => model.Id).ToList();
        var near = ids.FindAll(id => id.StartsWith(modelId.Split('/')[0] + "/", StringComparison.OrdinalIgnoreCase));
        return string.Join(Environment.NewLine, (near.Count > 0 ? near : ids).Select(id => $"  {id}"));
    }
}
