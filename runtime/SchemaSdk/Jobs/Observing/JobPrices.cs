using SchemaSdk.Jobs.Events;

namespace SchemaSdk.Jobs.Observing;

/// <summary>Settles what each job takes from the budget of the client.</summary>
internal sealed class JobPrices : IJobObserver
{
    public void Heard(in JobEvent told)
    {
        switch (told.Moment)
        {
            case JobMoment.Refused:
                told.Job.Reservation?.GiveBack();
                break;
            case JobMoment.Ended:
                told.Job.Reservation?.Settle(told.Answer!.Content!.CostUsd);
                break;
        }
    }
}
